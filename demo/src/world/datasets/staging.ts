import { lakeTable, warehouseTable } from './systems.ts';

const owner = 'team:refinery';

export const stagingContacts = warehouseTable('staging.contacts', {
  documentation: 'Contacts with one row a person and cleaned addresses and numbers.',
  owner,
  columns: {
    contact_id: 'bigint',
    organisation_name: 'text',
    person_name: 'text',
    email: 'text',
    phone: 'text',
    city: 'text',
    province: 'text',
    captured_on: 'date',
  },
  personalData: { person_name: 'name', email: 'email', phone: 'phone' },
  rows: 1_140,
});

export const stagingReachouts = warehouseTable('staging.reachouts', {
  documentation: 'Attempts to reach a school, with the outcome as one of five words.',
  owner,
  columns: {
    reachout_id: 'bigint',
    organisation_name: 'text',
    person_name: 'text',
    email: 'text',
    phone: 'text',
    province: 'text',
    last_contacted: 'date',
    outcome: 'text',
  },
  personalData: { person_name: 'name', email: 'email', phone: 'phone' },
  rows: 640,
});

export const stagingRegisterEntries = warehouseTable('staging.register_entries', {
  documentation: 'Approved training organisations as the register has them.',
  owner,
  columns: {
    ato_number: 'text',
    organisation_name: 'text',
    base: 'text',
    approval: 'text',
    valid_to: 'date',
    ratings: 'text[]',
  },
  rows: 415,
});

/** Its column `tel` becomes `phone` in the middle of the week; see ../incidents.ts. */
export const stagingSchools = warehouseTable('staging.schools', {
  documentation: 'Schools of the association’s list.',
  owner,
  columns: {
    school_id: 'bigint',
    organisation_name: 'text',
    trading_as: 'text',
    tel: 'text',
    email: 'text',
    city: 'text',
    province: 'text',
  },
  personalData: { tel: 'phone', email: 'email' },
  rows: 700,
});

export const stagingInstructors = warehouseTable('staging.instructors', {
  documentation: 'Instructors of the association’s list, each with the school of the row.',
  owner,
  columns: {
    instructor_id: 'bigint',
    organisation_name: 'text',
    person_name: 'text',
    licence_no: 'text',
    ratings: 'text[]',
  },
  personalData: { person_name: 'name', licence_no: 'identifier' },
  rows: 300,
});

export const stagingFees = warehouseTable('staging.fees', {
  documentation: 'Course fees as numbers, from seven notations.',
  owner,
  columns: { organisation_name: 'text', course_title: 'text', fee_zar: 'numeric(12,2)' },
  rows: 310,
});

export const stagingFleet = warehouseTable('staging.fleet', {
  documentation: 'Training aircraft with their hourly rates and, from the register, their age.',
  owner,
  columns: {
    organisation_name: 'text',
    registration: 'text',
    aircraft_type: 'text',
    year_built: 'integer',
    hourly_rate_zar: 'numeric(12,2)',
  },
  rows: 295,
});

export const stagingCourses = warehouseTable('staging.courses', {
  documentation: 'Course catalogue, one row a course and provider.',
  owner,
  columns: { course_code: 'text', title: 'text', licence: 'text', hours: 'integer', provider: 'text' },
  rows: 530,
});

export const stagingExamResults = warehouseTable('staging.exam_results', {
  documentation: 'Examination results; the candidate’s number is kept as a keyed hash only.',
  owner,
  columns: { candidate_hash: 'text', provider: 'text', subject: 'text', sat_on: 'date', mark: 'integer' },
  rows: 8_390,
});

export const candidatePairs = lakeTable('matching/candidate_pairs', {
  documentation: 'Pairs of records that may be the same organisation, scored.',
  owner: 'team:matching',
  columns: {
    left_source: 'string',
    left_name: 'string',
    right_source: 'string',
    right_name: 'string',
    score: 'double',
  },
  rows: 26_000,
});

export const clusters = lakeTable('matching/clusters', {
  documentation: 'Which source names are one organisation.',
  owner: 'team:matching',
  columns: { cluster_id: 'string', source: 'string', source_name: 'string', confidence: 'double' },
  rows: 2_750,
});
