/// Builders of drafts and fakes of ports, for tests of any module. Not here: suites (`contract`), anything a product
/// uses.
@NullMarked
package attune.testkit.sample;

import org.jspecify.annotations.NullMarked;
