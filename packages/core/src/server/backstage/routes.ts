import { backstageRoot } from '../roots.ts'
import type { Route } from '../route.ts'
import type { Stage } from '../stage.ts'
import { deleteByUid, refreshEntity, validateEntity } from './check-entity.ts'
import { facetsByBody, facetsByParameters, getAncestry, getByName, getByRefs, getByUid } from './find-entities.ts'
import { listEntities } from './list-entities.ts'
import {
  analyzeLocation,
  changeLocation,
  deleteLocation,
  getLocation,
  getLocationOfEntity,
  listLocations,
  queryLocations,
} from './locations.ts'
import { queryByBody, queryByParameters } from './query-entities.ts'

const routes: readonly Route[] = [
  { pattern: '/entities', methods: { GET: listEntities } },
  { pattern: '/entities/by-query', methods: { POST: queryByBody, GET: queryByParameters } },
  { pattern: '/entities/by-refs', methods: { POST: getByRefs } },
  { pattern: '/entities/by-uid/:uid', methods: { GET: getByUid, DELETE: deleteByUid } },
  { pattern: '/entities/by-name/:kind/:namespace/:name', methods: { GET: getByName } },
  { pattern: '/entities/by-name/:kind/:namespace/:name/ancestry', methods: { GET: getAncestry } },
  { pattern: '/entity-facets', methods: { GET: facetsByParameters, POST: facetsByBody } },
  { pattern: '/refresh', methods: { POST: refreshEntity } },
  { pattern: '/locations', methods: { POST: changeLocation, GET: listLocations } },
  { pattern: '/locations/by-query', methods: { POST: queryLocations } },
  { pattern: '/locations/by-entity/:kind/:namespace/:name', methods: { GET: getLocationOfEntity } },
  { pattern: '/locations/:id', methods: { GET: getLocation, PUT: changeLocation, DELETE: deleteLocation } },
  { pattern: '/analyze-location', methods: { POST: analyzeLocation } },
  { pattern: '/validate-entity', methods: { POST: validateEntity } },
]

/** Backstage's catalog API. */
export const backstageStage: Stage = { root: backstageRoot, routes: () => routes }
