package io.secureconnect.core.ike.rules;

/** What a fault of a message leads to. */
public enum Reaction {
    /** Count it, and go on as if nothing had come. */
    IGNORE,
    /** Answer the request with the fault's notification; the IKE SA stays as it is. */
    REPLY,
    /** Answer, then forget the IKE SA; the peer does so too, without a Delete. */
    REPLY_AND_CLOSE,
    /** The fault is in a response, which nobody answers: delete the IKE SA with an exchange of its own. */
    CLOSE
}
