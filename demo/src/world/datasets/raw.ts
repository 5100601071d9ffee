import { droppedFile, storedObject } from './systems.ts';

export const rawContacts = droppedFile('/drops/contacts_export.csv', {
  documentation: 'Contacts of training schools, exported by hand from the mail client every hour.',
  owner: 'team:import-desk',
  columns: {
    Organisation: 'string',
    'Contact person': 'string',
    'E-mail': 'string',
    Telephone: 'string',
    City: 'string',
    Province: 'string',
    'Captured on': 'string',
  },
  personalData: { 'Contact person': 'name', 'E-mail': 'email', Telephone: 'phone' },
  rows: 1_200,
});

export const rawReachouts = droppedFile('/drops/reachout_list.csv', {
  documentation: 'Who was called or written to, and what came of it. Windows-1252, semicolons.',
  owner: 'team:import-desk',
  columns: {
    school: 'string',
    contact: 'string',
    mail: 'string',
    cell: 'string',
    prov: 'string',
    last_contacted: 'string',
    outcome: 'string',
  },
  personalData: { contact: 'name', mail: 'email', cell: 'phone' },
  rows: 650,
});

export const rawFeesAndFleet = droppedFile('/drops/fees_and_fleet.xlsx', {
  documentation: 'Price lists and aircraft of the schools, typed in from their brochures.',
  owner: 'team:import-desk',
  columns: {
    School: 'string',
    Course: 'string',
    'Fee (ZAR)': 'string',
    'Aircraft type': 'string',
    Registration: 'string',
    'Hourly rate': 'string',
  },
  rows: 320,
});

export const rawAtoRegister = storedObject('refinery-landing', 'registers/ato_register_extract.csv', {
  documentation: 'Extract of the register of approved training organisations.',
  owner: 'team:registers',
  columns: {
    'ATO number': 'string',
    'Approved name': 'string',
    Base: 'string',
    Approval: 'string',
    'Valid to': 'string',
    Ratings: 'string',
  },
  rows: 420,
});

export const rawSchoolDatabase = storedObject('refinery-landing', 'registers/school_database.xlsx', {
  documentation: 'The association’s own list of schools and their instructors, two sheets.',
  owner: 'team:registers',
  columns: {
    Name: 'string',
    'Trading as': 'string',
    Telephone: 'string',
    Email: 'string',
    City: 'string',
    Province: 'string',
    Instructor: 'string',
    'Licence no': 'string',
    Ratings: 'string',
  },
  personalData: { Telephone: 'phone', Email: 'email', Instructor: 'name', 'Licence no': 'identifier' },
  rows: 1_000,
});

export const rawAircraftRegister = storedObject('refinery-landing', 'registers/aircraft_register.csv', {
  documentation: 'Civil aircraft register: mark, type, year built, operator.',
  owner: 'team:registers',
  columns: { Mark: 'string', Type: 'string', 'Year built': 'string', Operator: 'string' },
  rows: 2_900,
});

export const rawCourseCatalogue = storedObject('refinery-landing', 'feeds/course_catalogue.json', {
  documentation: 'Courses as the providers publish them.',
  owner: 'team:registers',
  columns: { code: 'string', title: 'string', licence: 'string', hours: 'int', provider: 'string' },
  rows: 540,
});

export const rawExamResults = storedObject('refinery-landing', 'feeds/exam_results.csv', {
  documentation: 'Results of the theory examinations, one line a sitting.',
  owner: 'team:registers',
  columns: {
    candidate_no: 'string',
    provider: 'string',
    subject: 'string',
    sat_on: 'string',
    mark: 'string',
  },
  personalData: { candidate_no: 'identifier' },
  rows: 8_400,
});
