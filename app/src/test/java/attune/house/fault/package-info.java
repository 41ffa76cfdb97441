/// A small faulty house: each class breaks one rule, so that each rule can be seen to fail. Packages below it are named
/// like the modules they stand for.
/// Not here: anything the product or its tests use.
@NullMarked
package attune.house.fault;

import org.jspecify.annotations.NullMarked;
