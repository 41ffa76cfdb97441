package attune.http.server;

import attune.http.auth.Doorkeeper;
import attune.http.auth.Witness;
import attune.http.metric.Metrics;
import attune.http.route.Routes;

/// One community as the server sees it. The proof that a request shows decides the site, and the request then reaches
/// this site's routes only: no address, header or body can name another.
///
/// @param name       what it is called; telemetry carries it
/// @param routes     everything that somebody of this community may ask of the node, its public routes included
/// @param doorkeeper knows this community's keys, tokens and sessions
/// @param witness    records what staff see of members, before they see it
/// @param metrics    where this community's traffic is measured
/// @param demo       whether an operator may be any member
public record Site(String name, Routes routes, Doorkeeper doorkeeper, Witness witness, Metrics metrics, boolean demo) {}
