import { collectExports, eraseExpiredContacts, loadContacts, loadReachouts } from './jobs/collect-exports.ts';
import { collectRegisters, loadCatalogue, loadFeesAndFleet, loadRegisterEntries, loadSchools } from './jobs/collect-registers.ts';
import { feeComparisonModel, outreachListModel, passRatesModel, schoolDirectoryModel } from './jobs/mart-models.ts';
import { clusterPairs, dbtBuild, pairCandidates, publishDirectory, refine } from './jobs/refine.ts';
import { coursesModel, feesModel, fleetModel, organisationsModel, peopleModel } from './jobs/refined-models.ts';
import { dayMs, hourMs, minuteMs } from './model.ts';
import type { DagSpec, DatasetSpec, JobSpec, TaskSpec } from './model.ts';

function task(job: JobSpec, after: readonly JobSpec[] = [], children: readonly TaskSpec[] = []): TaskSpec {
  return { job, after, children };
}

export const dags: readonly DagSpec[] = [
  {
    job: collectExports,
    everyMs: hourMs,
    offsetMs: 5 * minuteMs,
    allowedMs: 40 * minuteMs,
    rerunAfterMs: null,
    tasks: [task(loadContacts), task(loadReachouts)],
  },
  {
    job: collectRegisters,
    everyMs: dayMs,
    offsetMs: 6 * hourMs,
    allowedMs: 90 * minuteMs,
    rerunAfterMs: hourMs,
    tasks: [
      task(loadRegisterEntries),
      task(loadSchools),
      task(loadFeesAndFleet, [loadRegisterEntries]),
      task(loadCatalogue, [loadSchools]),
    ],
  },
  {
    job: refine,
    everyMs: dayMs,
    offsetMs: 8 * hourMs,
    allowedMs: 60 * minuteMs,
    rerunAfterMs: 2 * hourMs,
    tasks: [
      task(pairCandidates),
      task(clusterPairs, [pairCandidates]),
      task(
        dbtBuild,
        [clusterPairs],
        [
          task(organisationsModel),
          task(peopleModel, [organisationsModel]),
          task(coursesModel, [organisationsModel]),
          task(fleetModel, [organisationsModel]),
          task(feesModel, [coursesModel]),
          task(schoolDirectoryModel, [coursesModel, fleetModel]),
          task(feeComparisonModel, [feesModel]),
          task(passRatesModel, [organisationsModel]),
          task(outreachListModel, [peopleModel]),
        ],
      ),
      task(publishDirectory, [dbtBuild]),
    ],
  },
];

/** Jobs that exist by declaration (JobEvent) only. */
export const declaredJobs: readonly JobSpec[] = [eraseExpiredContacts];

function jobsOf(tasks: readonly TaskSpec[]): JobSpec[] {
  return tasks.flatMap((each) => [each.job, ...jobsOf(each.children)]);
}

export const jobs: readonly JobSpec[] = [...dags.flatMap((dag) => [dag.job, ...jobsOf(dag.tasks)]), ...declaredJobs];

export const datasets: readonly DatasetSpec[] = [
  ...new Set(jobs.flatMap((job) => [...job.inputs, ...job.outputs.map((output) => output.dataset)])),
];
