package attune.store.view;

import java.util.Map;
import java.util.Optional;

/// Named settings a member made.
public interface ControlsView {
    Optional<String> value(int member, String control);

    Map<String, String> of(int member);
}
