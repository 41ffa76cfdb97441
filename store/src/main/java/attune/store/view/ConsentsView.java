package attune.store.view;

import attune.model.policy.Consent;
import attune.model.policy.Purpose;
import java.util.List;

/// Members' answers per purpose. No answer is no.
public interface ConsentsView {
    boolean given(int member, Purpose purpose);

    /// All answers of the member, given and withdrawn.
    List<Consent> of(int member);
}
