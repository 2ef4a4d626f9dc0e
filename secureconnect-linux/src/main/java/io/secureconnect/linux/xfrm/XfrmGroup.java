package io.secureconnect.linux.xfrm;

/** Multicast groups of the XFRM protocol ({@code enum xfrm_nlgroups}). */
public enum XfrmGroup {
    ACQUIRE(1),
    EXPIRE(2),
    SA(3),
    POLICY(4),
    AEVENTS(5),
    REPORT(6),
    MIGRATE(7),
    MAPPING(8);

    private final int number;

    XfrmGroup(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
