package attune.town.behaviour;

/// What a resident may do with an entry. The wire names are those of the network's register of acts.
public enum Act {
    DWELL("dwell"),
    OPEN("open"),
    LIKE("like"),
    REPLY("reply"),
    REPOST("repost"),
    QUOTE("quote"),
    SAVE("save"),
    SHARE("share"),
    PROFILE_VISIT("profile-visit"),
    HIDE("hide"),
    NOT_INTERESTED("not-interested"),
    REPORT("report");

    private final String wireName;

    Act(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
