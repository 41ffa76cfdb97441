/// What surfaces may use of a member's own controls: objections to what the member muted or blocked.
/// Not here: setting a control (`api`), reasons for what was shown (`why`).
@NullMarked
package attune.member.stage;

import org.jspecify.annotations.NullMarked;
