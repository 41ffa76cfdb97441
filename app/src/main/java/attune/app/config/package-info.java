/// The settings of a node: one file of `key = value` lines, read into one record per room, each key said once with its
/// type, default, range and meaning.
///
/// Does not belong here: what a setting does; its room does that.
@NullMarked
package attune.app.config;

import org.jspecify.annotations.NullMarked;
