package io.secureconnect.examples.doctor;

import io.secureconnect.spi.HostFinding;

/**
 * One thing that was looked at.
 *
 * @param check its stable name
 * @param about what exactly: a suite, a port, a path
 * @param text what was found, and the remedy where one is needed
 */
public record Finding(Standing standing, String check, String about, String text) {
    /** What a finding means for whoever runs this host. */
    public enum Standing {
        /** As it should be. */
        OK,
        /** Good to know. */
        NOTE,
        /** Works, but somebody should look at it. */
        WARNING,
        /** Does not work. */
        FAILED
    }

    /** As an exam of the operating system tells it. */
    public static Finding of(HostFinding finding) {
        return new Finding(
                Standing.valueOf(finding.standing().name()), finding.check(), finding.about(), finding.text());
    }

    static Finding ok(String check, String about, String text) {
        return new Finding(Standing.OK, check, about, text);
    }

    static Finding note(String check, String about, String text) {
        return new Finding(Standing.NOTE, check, about, text);
    }

    static Finding warning(String check, String about, String text) {
        return new Finding(Standing.WARNING, check, about, text);
    }

    static Finding failed(String check, String about, String text) {
        return new Finding(Standing.FAILED, check, about, text);
    }
}
