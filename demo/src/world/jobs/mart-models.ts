import { aggregated, filteredBy, groupedBy, identity, joinedOn, masked, unchanged } from '../column-sources.ts';
import {
  courses,
  feeComparison,
  fees,
  fleet,
  organisations,
  outreachList,
  passRates,
  people,
  schoolDirectory,
} from '../datasets/refined.ts';
import { stagingExamResults, stagingReachouts } from '../datasets/staging.ts';
import { dbtModel } from './engines.ts';

export const schoolDirectoryModel = dbtModel(
  {
    dataset: schoolDirectory,
    columns: {
      ...unchanged(organisations, 'organisation_id', 'name', 'city', 'province', 'approval'),
      course_count: [aggregated(courses, 'course_id', 'count')],
      aircraft_count: [aggregated(fleet, 'registration', 'count')],
    },
    rowsFrom: [filteredBy(organisations, 'valid_to'), groupedBy(organisations, 'organisation_id')],
  },
  {
    documentation: 'Organisations with a valid approval, with counts.',
    sql: `select o.organisation_id, o.name, o.city, o.province, o.approval,
       count(distinct c.course_id) as course_count, count(distinct f.registration) as aircraft_count
from refined.organisations o
left join refined.courses c using (organisation_id)
left join refined.fleet f using (organisation_id)
where o.valid_to >= current_date
group by 1, 2, 3, 4, 5`,
    inputs: [organisations, courses, fleet],
  },
);

export const feeComparisonModel = dbtModel(
  {
    dataset: feeComparison,
    columns: {
      ...unchanged(courses, 'licence'),
      ...unchanged(organisations, 'province'),
      median_fee_zar: [aggregated(fees, 'fee_zar', 'median')],
      lowest_fee_zar: [aggregated(fees, 'fee_zar', 'minimum')],
      schools: [aggregated(organisations, 'organisation_id', 'count distinct')],
    },
    rowsFrom: [groupedBy(courses, 'licence'), groupedBy(organisations, 'province')],
  },
  {
    documentation: 'Median and lowest fee by licence and province.',
    sql: `select c.licence, o.province, percentile_cont(0.5) within group (order by f.fee_zar) as median_fee_zar,
       min(f.fee_zar) as lowest_fee_zar, count(distinct o.organisation_id) as schools
from refined.fees f join refined.courses c using (course_id)
join refined.organisations o on o.organisation_id = f.organisation_id
group by 1, 2`,
    inputs: [organisations, courses, fees],
  },
);

export const passRatesModel = dbtModel(
  {
    dataset: passRates,
    columns: {
      ...unchanged(organisations, 'organisation_id', 'name'),
      ...unchanged(stagingExamResults, 'subject'),
      sittings: [aggregated(stagingExamResults, 'candidate_hash', 'count')],
      pass_rate: [aggregated(stagingExamResults, 'mark', 'share of 75 and above')],
    },
    rowsFrom: [joinedOn(organisations, 'name'), joinedOn(stagingExamResults, 'provider')],
  },
  {
    documentation: 'Pass rates of the last twelve months.',
    sql: `select o.organisation_id, o.name, e.subject, count(*) as sittings,
       avg((e.mark >= 75)::int) as pass_rate
from staging.exam_results e join refined.organisations o on o.name = e.provider
where e.sat_on > current_date - interval '12 months'
group by 1, 2, 3`,
    inputs: [organisations, stagingExamResults],
  },
);

export const outreachListModel = dbtModel(
  {
    dataset: outreachList,
    columns: {
      ...unchanged(organisations, 'organisation_id', 'province'),
      organisation_name: [identity(organisations, 'name')],
      person_name: [identity(people, 'name')],
      email_hash: [masked(people, 'email', 'HMAC-SHA-256')],
      last_contacted: [aggregated(stagingReachouts, 'last_contacted', 'latest')],
    },
    rowsFrom: [joinedOn(people, 'organisation_id'), filteredBy(stagingReachouts, 'outcome')],
  },
  {
    documentation: 'People not reached in the last three months.',
    sql: `select o.organisation_id, o.name as organisation_name, p.name as person_name,
       hmac(p.email, current_setting('refinery.mail_key'), 'sha256') as email_hash, o.province,
       max(r.last_contacted) as last_contacted
from refined.people p join refined.organisations o using (organisation_id)
left join staging.reachouts r on r.email = p.email and r.outcome <> 'bounced'
group by 1, 2, 3, 4, 5
having coalesce(max(r.last_contacted), '-infinity') < current_date - interval '3 months'`,
    inputs: [organisations, people, stagingReachouts],
  },
);
