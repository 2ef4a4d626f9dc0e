package io.secureconnect.windows.model;

/**
 * One thing that happens to a backend or its host.
 *
 * @param path which of the paths, where it is about one
 */
record ModelStep(Kind kind, int path) {
    /** What can happen. */
    enum Kind {
        ENCRYPT,
        DISCARD,
        UNPROTECT,
        RESERVE,
        /** Gives back what was reserved. */
        RELEASE,
        /** Both SAs; the inbound one under an SPI that was reserved, if one was. */
        INSTALL,
        /** A second pair, and then the first one goes. */
        REKEY,
        REMOVE_OUTBOUND,
        /** The older inbound SA, though its partner may send still. */
        REMOVE_INBOUND,
        REMOVE_SAS,
        EXEMPT,
        UNEXEMPT,
        /** The sockets of IKE, opened and closed. */
        OPEN_IKE,
        CLOSE_IKE,
        A_MINUTE,
        AN_HOUR,
        /** The process ends in good order and another one begins. */
        RESTART,
        /** The same, and the other choice of whether blocks survive a reboot. */
        SWITCH,
        REBOOT
    }

    @Override
    public String toString() {
        return kind + " " + path;
    }
}
