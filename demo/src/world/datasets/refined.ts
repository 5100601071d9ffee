import { storedObject, warehouseTable } from './systems.ts';

const owner = 'team:refinery';
const analysts = 'team:analysts';

export const organisations = warehouseTable('refined.organisations', {
  documentation: 'One row per aviation training organisation, merged from every source.',
  owner,
  columns: {
    organisation_id: 'uuid',
    name: 'text',
    trading_as: 'text',
    ato_number: 'text',
    approval: 'text',
    valid_to: 'date',
    phone: 'text',
    email: 'text',
    city: 'text',
    province: 'text',
    source_count: 'integer',
  },
  personalData: { phone: 'phone', email: 'email' },
  rows: 416,
});

export const people = warehouseTable('refined.people', {
  documentation: 'Contacts and instructors, one row a person and organisation.',
  owner,
  columns: {
    person_id: 'uuid',
    organisation_id: 'uuid',
    name: 'text',
    email: 'text',
    phone: 'text',
    licence_no: 'text',
    role: 'text',
  },
  personalData: { name: 'name', email: 'email', phone: 'phone', licence_no: 'identifier' },
  rows: 1_310,
});

export const courses = warehouseTable('refined.courses', {
  documentation: 'Courses with the organisation that gives them.',
  owner,
  columns: { course_id: 'text', organisation_id: 'uuid', title: 'text', licence: 'text', hours: 'integer' },
  rows: 525,
});

export const fleet = warehouseTable('refined.fleet', {
  documentation: 'Training aircraft with the organisation that flies them.',
  owner,
  columns: {
    registration: 'text',
    organisation_id: 'uuid',
    aircraft_type: 'text',
    year_built: 'integer',
    hourly_rate_zar: 'numeric(12,2)',
  },
  rows: 290,
});

export const fees = warehouseTable('refined.fees', {
  documentation: 'What an organisation asks for a course.',
  owner,
  columns: { organisation_id: 'uuid', course_id: 'text', fee_zar: 'numeric(12,2)' },
  rows: 300,
});

export const schoolDirectory = warehouseTable('marts.school_directory', {
  documentation: 'The public directory: who is approved, where, with how many courses and aircraft.',
  owner: analysts,
  columns: {
    organisation_id: 'uuid',
    name: 'text',
    city: 'text',
    province: 'text',
    approval: 'text',
    course_count: 'bigint',
    aircraft_count: 'bigint',
  },
  rows: 402,
});

export const feeComparison = warehouseTable('marts.fee_comparison', {
  documentation: 'Fees by licence and province.',
  owner: analysts,
  columns: {
    licence: 'text',
    province: 'text',
    median_fee_zar: 'numeric(12,2)',
    lowest_fee_zar: 'numeric(12,2)',
    schools: 'bigint',
  },
  rows: 54,
});

export const passRates = warehouseTable('marts.pass_rates', {
  documentation: 'Pass rates by organisation and subject.',
  owner: analysts,
  columns: {
    organisation_id: 'uuid',
    name: 'text',
    subject: 'text',
    sittings: 'bigint',
    pass_rate: 'double precision',
  },
  rows: 1_050,
});

export const outreachList = warehouseTable('marts.outreach_list', {
  documentation: 'Whom to write to next; addresses only as hashes the mailer can resolve.',
  owner: analysts,
  columns: {
    organisation_id: 'uuid',
    organisation_name: 'text',
    person_name: 'text',
    email_hash: 'text',
    province: 'text',
    last_contacted: 'date',
  },
  personalData: { person_name: 'name' },
  rows: 780,
});

export const publishedDirectory = storedObject('refinery-published', 'exports/school_directory.csv', {
  documentation: 'The directory as a file for partners.',
  owner: analysts,
  columns: {
    organisation_id: 'string',
    name: 'string',
    city: 'string',
    province: 'string',
    approval: 'string',
    course_count: 'string',
    aircraft_count: 'string',
  },
  rows: 402,
});
