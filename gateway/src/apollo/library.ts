import './telemetry-off.ts';

/** The only way to Apollo's gateway: whoever imports it from here has telemetry switched off first. */
export { ApolloGateway, buildOperationContext, executeQueryPlan, type GraphQLDataSource, type ServiceMap } from '@apollo/gateway';
