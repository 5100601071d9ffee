/**
 * What a hub must know of the part of the demo world around refined.organisations, once the week of this seed and end
 * was told. Written down by hand from the declarations in demo/src/world; nothing here is computed, by the hub or by
 * the demo.
 */
export const demoWeek = { seed: 7, end: '2026-03-09T00:00:00Z' } as const;

/** A name of OpenLineage: namespace and name. */
export type Name = readonly [namespace: string, name: string];

const warehouse = 'postgres://warehouse.example.org:5432';
const landing = 's3://refinery-landing';
/** The files lie in s3://refinery-lake; a graph shows a table under the name of the catalogue. */
const lake = 'hive://metastore.example.org:9083';
const importDesk = 'file://import-desk.example.org';
const airflow = 'airflow-refinery';
const spark = 'spark-refinery';
const dbt = 'dbt-refinery';

const rawContacts: Name = [importDesk, '/drops/contacts_export.csv'];
const rawAtoRegister: Name = [landing, 'registers/ato_register_extract.csv'];
const rawSchoolDatabase: Name = [landing, 'registers/school_database.xlsx'];
const stagingContacts: Name = [warehouse, 'refinery.staging.contacts'];
const stagingReachouts: Name = [warehouse, 'refinery.staging.reachouts'];
const stagingRegisterEntries: Name = [warehouse, 'refinery.staging.register_entries'];
const stagingSchools: Name = [warehouse, 'refinery.staging.schools'];
const stagingInstructors: Name = [warehouse, 'refinery.staging.instructors'];
const stagingCourses: Name = [warehouse, 'refinery.staging.courses'];
const stagingFees: Name = [warehouse, 'refinery.staging.fees'];
const stagingFleet: Name = [warehouse, 'refinery.staging.fleet'];
const stagingExamResults: Name = [warehouse, 'refinery.staging.exam_results'];
const candidatePairs: Name = [lake, 'matching.candidate_pairs'];
const clusters: Name = [lake, 'matching.clusters'];
const organisations: Name = [warehouse, 'refinery.refined.organisations'];
const people: Name = [warehouse, 'refinery.refined.people'];
const courses: Name = [warehouse, 'refinery.refined.courses'];
const fleet: Name = [warehouse, 'refinery.refined.fleet'];
const fees: Name = [warehouse, 'refinery.refined.fees'];
const schoolDirectory: Name = [warehouse, 'refinery.marts.school_directory'];
const feeComparison: Name = [warehouse, 'refinery.marts.fee_comparison'];
const passRates: Name = [warehouse, 'refinery.marts.pass_rates'];
const outreachList: Name = [warehouse, 'refinery.marts.outreach_list'];

export interface ExpectedJob {
  readonly job: Name;
  /** Each is an edge from the dataset to the job. */
  readonly inputs: readonly Name[];
  /** Each is an edge from the job to the dataset. */
  readonly outputs: readonly Name[];
  readonly basis: 'COMPLETED' | 'DECLARED';
  /** How many of its runs are in which state; a state not named has none. */
  readonly runs: Readonly<Partial<Record<'COMPLETED' | 'FAILED' | 'ABORTED', number>>>;
}

/** Turns of daily pipelines in the week. */
const daily = { COMPLETED: 7 } as const;

function model(name: string, inputs: readonly Name[], output: Name, runs: ExpectedJob['runs'] = daily): ExpectedJob {
  return { job: [dbt, `refinery.${name}.build.run`], inputs, outputs: [output], basis: 'COMPLETED', runs };
}

const organisationsModel = model(
  'refined.schools.organisations',
  [clusters, stagingRegisterEntries, stagingSchools, stagingContacts],
  organisations,
  // It failed on the fourth day, when staging.schools had its new column, and was run again two hours later.
  { COMPLETED: 7, FAILED: 1 },
);
const peopleModel = model('refined.schools.people', [organisations, stagingContacts, stagingInstructors, stagingReachouts], people);
const coursesModel = model('refined.schools.courses', [organisations, stagingCourses], courses);
const fleetModel = model('refined.schools.fleet', [organisations, stagingFleet], fleet);
const feesModel = model('refined.schools.fees', [organisations, courses, stagingFees], fees);
const schoolDirectoryModel = model('marts.schools.school_directory', [organisations, courses, fleet], schoolDirectory);
const feeComparisonModel = model('marts.schools.fee_comparison', [organisations, courses, fees], feeComparison);
const passRatesModel = model('marts.schools.pass_rates', [organisations, stagingExamResults], passRates);
const outreachListModel = model('marts.schools.outreach_list', [organisations, people, stagingReachouts], outreachList);

const clusterPairs: ExpectedJob = {
  job: [spark, 'match_organisations.execute_insert_into_hadoop_fs_relation_command.matching_clusters'],
  inputs: [candidatePairs],
  outputs: [clusters],
  basis: 'COMPLETED',
  runs: daily,
};
const loadContacts: ExpectedJob = {
  job: [airflow, 'collect_exports.load_contacts'],
  inputs: [rawContacts],
  outputs: [stagingContacts],
  basis: 'COMPLETED',
  // Every hour of seven days; it failed on the second and on the seventh.
  runs: { COMPLETED: 166, FAILED: 2 },
};
const loadRegisterEntries: ExpectedJob = {
  job: [airflow, 'collect_registers.load_register_entries'],
  inputs: [rawAtoRegister],
  outputs: [stagingRegisterEntries],
  basis: 'COMPLETED',
  runs: daily,
};
const loadSchools: ExpectedJob = {
  job: [airflow, 'collect_registers.load_schools'],
  inputs: [rawSchoolDatabase],
  outputs: [stagingSchools, stagingInstructors],
  basis: 'COMPLETED',
  runs: daily,
};
const eraseContacts: ExpectedJob = {
  job: [airflow, 'erase_expired.erase_contacts'],
  inputs: [stagingReachouts],
  outputs: [stagingContacts],
  basis: 'DECLARED',
  runs: {},
};

/** Every job within two steps above refined.organisations or one below, with all its edges. */
export const jobsAroundOrganisations: readonly ExpectedJob[] = [
  organisationsModel,
  clusterPairs,
  loadContacts,
  loadRegisterEntries,
  loadSchools,
  eraseContacts,
  peopleModel,
  coursesModel,
  fleetModel,
  feesModel,
  schoolDirectoryModel,
  feeComparisonModel,
  passRatesModel,
  outreachListModel,
];

/** The walk from refined.organisations, `upstreamDepth: 2, downstreamDepth: 1`, by hop: distance in vertices, upstream negative. */
export const walkFromOrganisations: Readonly<
  Record<'upstream' | 'downstream', readonly { readonly hop: number; readonly datasets: readonly Name[]; readonly jobs: readonly Name[] }[]>
> & { readonly root: Name } = {
  root: organisations,
  upstream: [
    { hop: -1, datasets: [], jobs: [organisationsModel.job] },
    { hop: -2, datasets: [clusters, stagingRegisterEntries, stagingSchools, stagingContacts], jobs: [] },
    {
      hop: -3,
      datasets: [],
      jobs: [clusterPairs.job, loadRegisterEntries.job, loadSchools.job, loadContacts.job, eraseContacts.job],
    },
    { hop: -4, datasets: [candidatePairs, rawAtoRegister, rawSchoolDatabase, rawContacts, stagingReachouts], jobs: [] },
  ],
  downstream: [
    {
      hop: 1,
      datasets: [],
      jobs: [
        peopleModel.job,
        coursesModel.job,
        fleetModel.job,
        feesModel.job,
        schoolDirectoryModel.job,
        feeComparisonModel.job,
        passRatesModel.job,
        outreachListModel.job,
      ],
    },
    { hop: 2, datasets: [people, courses, fleet, fees, schoolDirectory, feeComparison, passRates, outreachList], jobs: [] },
  ],
};

/** Runs that hold others, and what the week looks like as a whole. */
export const pipelineRuns: readonly Pick<ExpectedJob, 'job' | 'runs'>[] = [
  { job: [airflow, 'collect_exports'], runs: { COMPLETED: 165, FAILED: 3 } },
  { job: [airflow, 'collect_registers'], runs: { COMPLETED: 6, ABORTED: 1 } },
  { job: [airflow, 'refine'], runs: { COMPLETED: 7, FAILED: 1 } },
  { job: [airflow, 'refine.dbt_build'], runs: { COMPLETED: 7, FAILED: 1 } },
];

export const wholeWeek = {
  /** 29, and two names more of tables of the lake. */
  datasets: 31,
  jobs: 23,
  /** 3 × 168 hourly, 5 × 7 of the registers, 101 of the refinery. */
  runs: { COMPLETED: 629, FAILED: 9, ABORTED: 2 },
} as const;
