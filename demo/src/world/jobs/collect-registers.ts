import { identity, joinedOn, masked, transformed, unchanged } from '../column-sources.ts';
import {
  rawAircraftRegister,
  rawAtoRegister,
  rawCourseCatalogue,
  rawExamResults,
  rawFeesAndFleet,
  rawSchoolDatabase,
} from '../datasets/raw.ts';
import {
  stagingCourses,
  stagingExamResults,
  stagingFees,
  stagingFleet,
  stagingInstructors,
  stagingRegisterEntries,
  stagingSchools,
} from '../datasets/staging.ts';
import { airflowDag, airflowTask } from './engines.ts';

const owner = 'team:registers';
const sourcePath = 'dags/collect_registers.py';

export const collectRegisters = airflowDag('collect_registers', {
  documentation: 'Every morning: registers, catalogues and price lists go to staging.',
  owner,
  sourcePath,
  minutes: [0.2, 0.6],
});

export const loadRegisterEntries = airflowTask('collect_registers.load_register_entries', {
  documentation: 'Reads the register extract; repairs what was decoded wrongly.',
  owner,
  sourcePath,
  minutes: [6, 12],
  inputs: [rawAtoRegister],
  outputs: [
    {
      dataset: stagingRegisterEntries,
      columns: {
        ato_number: [transformed(rawAtoRegister, 'ATO number', 'upper case, no blanks')],
        organisation_name: [transformed(rawAtoRegister, 'Approved name')],
        base: [identity(rawAtoRegister, 'Base')],
        approval: [transformed(rawAtoRegister, 'Approval')],
        valid_to: [transformed(rawAtoRegister, 'Valid to', 'ISO date')],
        ratings: [transformed(rawAtoRegister, 'Ratings', 'split at commas')],
      },
    },
  ],
});

export const loadSchools = airflowTask('collect_registers.load_schools', {
  documentation: 'Reads both sheets of the school database.',
  owner,
  sourcePath,
  minutes: [8, 15],
  inputs: [rawSchoolDatabase],
  outputs: [
    {
      dataset: stagingSchools,
      columns: {
        organisation_name: [transformed(rawSchoolDatabase, 'Name')],
        trading_as: [transformed(rawSchoolDatabase, 'Trading as')],
        tel: [transformed(rawSchoolDatabase, 'Telephone', 'E.164')],
        email: [transformed(rawSchoolDatabase, 'Email', 'lower case')],
        city: [transformed(rawSchoolDatabase, 'City')],
        province: [transformed(rawSchoolDatabase, 'Province', 'one of nine names')],
      },
    },
    {
      dataset: stagingInstructors,
      columns: {
        organisation_name: [transformed(rawSchoolDatabase, 'Name')],
        person_name: [transformed(rawSchoolDatabase, 'Instructor')],
        licence_no: [identity(rawSchoolDatabase, 'Licence no')],
        ratings: [transformed(rawSchoolDatabase, 'Ratings', 'split at commas')],
      },
    },
  ],
});

export const loadCatalogue = airflowTask('collect_registers.load_catalogue', {
  documentation: 'Reads the course catalogue and the examination results.',
  owner,
  sourcePath,
  minutes: [5, 9],
  inputs: [rawCourseCatalogue, rawExamResults],
  outputs: [
    {
      dataset: stagingCourses,
      columns: {
        course_code: [identity(rawCourseCatalogue, 'code')],
        ...unchanged(rawCourseCatalogue, 'title', 'licence', 'hours', 'provider'),
      },
    },
    {
      dataset: stagingExamResults,
      columns: {
        candidate_hash: [masked(rawExamResults, 'candidate_no', 'HMAC-SHA-256')],
        ...unchanged(rawExamResults, 'provider', 'subject'),
        sat_on: [transformed(rawExamResults, 'sat_on', 'ISO date')],
        mark: [transformed(rawExamResults, 'mark', 'integer of 0 to 100')],
      },
    },
  ],
});

export const loadFeesAndFleet = airflowTask('collect_registers.load_fees_and_fleet', {
  documentation: 'Reads the price lists; looks the aircraft up in the register.',
  owner,
  sourcePath,
  minutes: [4, 8],
  inputs: [rawFeesAndFleet, rawAircraftRegister],
  outputs: [
    {
      dataset: stagingFees,
      columns: {
        organisation_name: [transformed(rawFeesAndFleet, 'School')],
        course_title: [transformed(rawFeesAndFleet, 'Course')],
        fee_zar: [transformed(rawFeesAndFleet, 'Fee (ZAR)', 'number, from seven notations')],
      },
    },
    {
      dataset: stagingFleet,
      columns: {
        organisation_name: [transformed(rawFeesAndFleet, 'School')],
        registration: [transformed(rawFeesAndFleet, 'Registration', 'upper case')],
        aircraft_type: [identity(rawAircraftRegister, 'Type'), transformed(rawFeesAndFleet, 'Aircraft type')],
        year_built: [transformed(rawAircraftRegister, 'Year built')],
        hourly_rate_zar: [transformed(rawFeesAndFleet, 'Hourly rate', 'number')],
      },
      rowsFrom: [joinedOn(rawFeesAndFleet, 'Registration'), joinedOn(rawAircraftRegister, 'Mark')],
    },
  ],
});
