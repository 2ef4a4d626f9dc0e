package io.secureconnect.testkit.ike;

import io.secureconnect.spi.Datagram;

/** One message that was sent and waits for a test to say what becomes of it. */
public final class Flight {
    private final IkePair pair;
    private final IkeEnd from;
    private final Datagram datagram;
    private final int number;
    private final String text;

    Flight(IkePair pair, IkeEnd from, Datagram datagram, int number, String text) {
        this.pair = pair;
        this.from = from;
        this.datagram = datagram;
        this.number = number;
        this.text = text;
    }

    public IkeEnd from() {
        return from;
    }

    /** As its sender has it. */
    public Datagram datagram() {
        return datagram;
    }

    /** Exchange, message id and payloads, as the transcript has them. */
    public String text() {
        return text;
    }

    /** Counts from 1, by the order of sending; copies have the number of what they are copies of. */
    public int number() {
        return number;
    }

    /** Lets it go on to the network, which brings it to the other end, as its conditions have it. */
    public void deliver() {
        pair.deliver(this);
    }

    public void drop() {
        pair.drop(this);
    }

    /** Lets a copy go on, and keeps this one. */
    public void duplicate() {
        pair.duplicate(this);
    }

    @Override
    public String toString() {
        return "#" + number + " from " + from.name() + ": " + text;
    }
}
