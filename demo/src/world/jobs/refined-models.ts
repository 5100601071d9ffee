import { aggregated, chosenBy, identity, joinedOn, sortedBy, transformed, unchanged } from '../column-sources.ts';
import { courses, fees, fleet, organisations, people } from '../datasets/refined.ts';
import {
  clusters,
  stagingContacts,
  stagingCourses,
  stagingFees,
  stagingFleet,
  stagingInstructors,
  stagingReachouts,
  stagingRegisterEntries,
  stagingSchools,
} from '../datasets/staging.ts';
import { dbtModel } from './engines.ts';

export const organisationsModel = dbtModel(
  {
    dataset: organisations,
    columns: {
      organisation_id: [transformed(clusters, 'cluster_id', 'UUID of the cluster')],
      name: [
        identity(stagingRegisterEntries, 'organisation_name'),
        identity(stagingSchools, 'organisation_name'),
        identity(stagingContacts, 'organisation_name'),
        chosenBy(clusters, 'confidence'),
      ],
      ...unchanged(stagingSchools, 'trading_as'),
      ...unchanged(stagingRegisterEntries, 'ato_number', 'approval', 'valid_to'),
      phone: [identity(stagingSchools, 'tel'), identity(stagingContacts, 'phone')],
      email: [identity(stagingSchools, 'email'), identity(stagingContacts, 'email')],
      city: [identity(stagingSchools, 'city'), identity(stagingContacts, 'city'), transformed(stagingRegisterEntries, 'base')],
      province: [identity(stagingSchools, 'province'), identity(stagingContacts, 'province')],
      source_count: [aggregated(clusters, 'source', 'count distinct')],
    },
    rowsFrom: [joinedOn(clusters, 'source_name'), sortedBy(clusters, 'confidence')],
  },
  {
    documentation: 'One row per cluster; the register wins over the list, the list over the contacts.',
    sql: `select c.cluster_id as organisation_id,
       coalesce(r.organisation_name, s.organisation_name, k.organisation_name) as name,
       s.trading_as, r.ato_number, r.approval, r.valid_to,
       coalesce(s.tel, k.phone) as phone, coalesce(s.email, k.email) as email,
       coalesce(s.city, k.city, r.base) as city, coalesce(s.province, k.province) as province,
       count(distinct c.source) as source_count
from clusters c
left join staging.register_entries r on r.organisation_name = c.source_name
left join staging.schools s on s.organisation_name = c.source_name
left join staging.contacts k on k.organisation_name = c.source_name
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
    inputs: [clusters, stagingRegisterEntries, stagingSchools, stagingContacts],
  },
);

export const peopleModel = dbtModel(
  {
    dataset: people,
    columns: {
      organisation_id: [identity(organisations, 'organisation_id')],
      name: [
        identity(stagingContacts, 'person_name'),
        identity(stagingReachouts, 'person_name'),
        identity(stagingInstructors, 'person_name'),
      ],
      email: [identity(stagingContacts, 'email'), identity(stagingReachouts, 'email')],
      phone: [identity(stagingContacts, 'phone'), identity(stagingReachouts, 'phone')],
      ...unchanged(stagingInstructors, 'licence_no'),
    },
    rowsFrom: [joinedOn(organisations, 'name'), joinedOn(stagingInstructors, 'organisation_name')],
  },
  {
    documentation: 'Contacts and instructors under the organisation they belong to.',
    sql: `select md5(o.organisation_id::text || p.person_name)::uuid as person_id, o.organisation_id,
       p.person_name as name, p.email, p.phone, p.licence_no, p.role
from (
  select organisation_name, person_name, email, phone, null as licence_no, 'contact' as role from staging.contacts
  union all
  select organisation_name, person_name, email, phone, null, 'contact' from staging.reachouts
  union all
  select organisation_name, person_name, null, null, licence_no, 'instructor' from staging.instructors
) p
join refined.organisations o on o.name = p.organisation_name`,
    inputs: [organisations, stagingContacts, stagingInstructors, stagingReachouts],
  },
);

export const coursesModel = dbtModel(
  {
    dataset: courses,
    columns: {
      course_id: [transformed(stagingCourses, 'course_code')],
      organisation_id: [identity(organisations, 'organisation_id')],
      ...unchanged(stagingCourses, 'title', 'licence', 'hours'),
    },
    rowsFrom: [joinedOn(organisations, 'name'), joinedOn(stagingCourses, 'provider')],
  },
  {
    documentation: 'Courses under the organisation that gives them.',
    sql: `select lower(c.course_code) as course_id, o.organisation_id, c.title, c.licence, c.hours
from staging.courses c join refined.organisations o on o.name = c.provider`,
    inputs: [organisations, stagingCourses],
  },
);

export const fleetModel = dbtModel(
  {
    dataset: fleet,
    columns: {
      organisation_id: [identity(organisations, 'organisation_id')],
      ...unchanged(stagingFleet, 'registration', 'aircraft_type', 'year_built', 'hourly_rate_zar'),
    },
    rowsFrom: [joinedOn(organisations, 'name'), joinedOn(stagingFleet, 'organisation_name')],
  },
  {
    documentation: 'Aircraft under the organisation that flies them.',
    sql: `select f.registration, o.organisation_id, f.aircraft_type, f.year_built, f.hourly_rate_zar
from staging.fleet f join refined.organisations o on o.name = f.organisation_name`,
    inputs: [organisations, stagingFleet],
  },
);

export const feesModel = dbtModel(
  {
    dataset: fees,
    columns: {
      organisation_id: [identity(organisations, 'organisation_id')],
      ...unchanged(courses, 'course_id'),
      ...unchanged(stagingFees, 'fee_zar'),
    },
    rowsFrom: [joinedOn(organisations, 'name'), joinedOn(courses, 'title'), joinedOn(stagingFees, 'course_title')],
  },
  {
    documentation: 'What each organisation asks for each course.',
    sql: `select o.organisation_id, c.course_id, f.fee_zar
from staging.fees f
join refined.organisations o on o.name = f.organisation_name
join refined.courses c on c.organisation_id = o.organisation_id and c.title = f.course_title`,
    inputs: [organisations, courses, stagingFees],
  },
);
