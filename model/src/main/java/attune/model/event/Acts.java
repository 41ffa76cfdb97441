package attune.model.event;

import static attune.model.event.Act.Polarity.NEGATIVE;
import static attune.model.event.Act.Polarity.NEUTRAL;
import static attune.model.event.Act.Polarity.POSITIVE;
import static attune.model.event.Act.Unit.COUNT;
import static attune.model.event.Act.Unit.MICROS;
import static attune.model.event.Act.Unit.MILLIS;

import java.util.List;

/// The acts every community starts with. Their ids are part of the log format: never renumber, only append.
public final class Acts {
    public static final Act LIKE = new Act(new ActId(0), "like", COUNT, POSITIVE, true);
    public static final Act REPLY = new Act(new ActId(1), "reply", COUNT, POSITIVE, true);
    public static final Act REPOST = new Act(new ActId(2), "repost", COUNT, POSITIVE, true);
    public static final Act QUOTE = new Act(new ActId(3), "quote", COUNT, POSITIVE, true);
    public static final Act SAVE = new Act(new ActId(4), "save", COUNT, POSITIVE, false);
    public static final Act SHARE = new Act(new ActId(5), "share", COUNT, POSITIVE, false);
    public static final Act OPEN = new Act(new ActId(6), "open", COUNT, POSITIVE, false);
    public static final Act PROFILE_VISIT = new Act(new ActId(7), "profile-visit", COUNT, POSITIVE, false);
    public static final Act DWELL = new Act(new ActId(8), "dwell", MILLIS, NEUTRAL, false);
    public static final Act HIDE = new Act(new ActId(9), "hide", COUNT, NEGATIVE, false);
    public static final Act NOT_INTERESTED = new Act(new ActId(10), "not-interested", COUNT, NEGATIVE, false);
    public static final Act REPORT = new Act(new ActId(11), "report", COUNT, NEGATIVE, false);
    public static final Act VIEW = new Act(new ActId(12), "view", COUNT, POSITIVE, false);
    public static final Act ADD = new Act(new ActId(13), "add", COUNT, POSITIVE, false);
    public static final Act PURCHASE = new Act(new ActId(14), "purchase", MICROS, POSITIVE, false);

    /// All of the above, in the order of their ids.
    public static final List<Act> STANDARD = List.of(
            LIKE,
            REPLY,
            REPOST,
            QUOTE,
            SAVE,
            SHARE,
            OPEN,
            PROFILE_VISIT,
            DWELL,
            HIDE,
            NOT_INTERESTED,
            REPORT,
            VIEW,
            ADD,
            PURCHASE);

    private Acts() {}
}
