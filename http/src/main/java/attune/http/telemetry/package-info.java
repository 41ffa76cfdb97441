/// Tells a collector outside, over OTLP, what took how long and as part of what, without showing the library that does
/// it.
///
/// Does not belong here: figures that are counted and scraped (`http.metric`), and the record of one run
/// (`pipeline.trace`), which stays with the community.
@NullMarked
package attune.http.telemetry;

import org.jspecify.annotations.NullMarked;
