/// The words of the town: topics, languages and the phrase grammar that writes posts, replies, spam and names.
///
/// What does not belong here: who writes what and when; the grammar knows neither members nor time.
@NullMarked
package attune.town.phrase;

import org.jspecify.annotations.NullMarked;
