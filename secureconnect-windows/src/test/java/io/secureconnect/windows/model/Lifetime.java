package io.secureconnect.windows.model;

/** How long an object of the filter engine lives, the shortest first. An object may refer to one that lives as long or longer. */
enum Lifetime {
    /** Until the session ends that added it. */
    DYNAMIC,
    /** Until it is deleted or the machine restarts. */
    STATIC,
    /** Until it is deleted. */
    PERSISTENT,
    BUILT_IN;

    boolean mayReferTo(Lifetime other) {
        return other.compareTo(this) >= 0;
    }
}
