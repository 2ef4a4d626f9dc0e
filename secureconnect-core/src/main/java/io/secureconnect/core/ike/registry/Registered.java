package io.secureconnect.core.ike.registry;

/** A row of a registry: a number that has a meaning on the wire. */
public interface Registered {
    /** As it is on the wire. */
    int number();

    /** As the RFC writes it. */
    String rfcName();

    /** RFC and section that give the number its meaning. */
    String source();
}
