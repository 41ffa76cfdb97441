package attune.house.fault.feed.stage;

import attune.house.fault.http.Route;

/// Breaks "web at the door": a stage that knows a route.
final class KnowsHttp {
    Route route() {
        return new Route("/");
    }
}
