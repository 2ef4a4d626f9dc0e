package io.secureconnect.examples.agent;

import io.secureconnect.spi.HostExam;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** What operating systems tell of a host, by the backend they stand beside. */
public final class Exams {
    private Exams() {}

    /** The one that stands beside a backend, if it is meant for this operating system. */
    public static Optional<HostExam> of(String backend) {
        return exams().stream()
                .filter(exam -> exam.backend().equals(backend) && exam.supportsThisSystem())
                .findFirst();
    }

    private static List<HostExam> exams() {
        return ServiceLoader.load(HostExam.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toList());
    }
}
