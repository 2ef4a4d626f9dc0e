package io.secureconnect.examples.command;

import picocli.CommandLine.Option;

/** The choice between a table for people and JSON for programs. */
final class JsonOption {
    @Option(names = "--json", description = "Print JSON; errors on standard error are JSON then, too.")
    boolean json;
}
