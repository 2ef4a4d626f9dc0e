package io.secureconnect.linux.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the lab's guest from every other machine, so that no scenario ever touches one that people use. */
final class Guest {
    /** What {@code lab/run} puts on the command line of the guest's kernel. */
    private static final String MARK = "secureconnect.lab";

    private Guest() {}

    static boolean isHere() {
        try {
            return Files.readString(Path.of("/proc/cmdline")).contains(MARK)
                    && Files.readString(Path.of("/proc/cpuinfo")).contains("User Mode Linux");
        } catch (IOException e) {
            return false; // no /proc: not Linux
        }
    }

    /** @throws IllegalStateException anywhere but inside the guest */
    static void require() {
        if (!isHere()) {
            throw new IllegalStateException("real-kernel scenarios run only inside the lab's guest,"
                    + " never on this machine; start them with src/test/resources/lab/real-kernel-tests");
        }
    }

    /** Where captures and dumps go that should outlive the guest; {@code real-kernel-tests} names it. */
    static Path results() {
        return Path.of(System.getProperty("secureconnect.lab.results", "/tmp/real-kernel"));
    }
}
