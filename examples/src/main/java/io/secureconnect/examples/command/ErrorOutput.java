package io.secureconnect.examples.command;

import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.error.PolicyFault;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command that failed says so: a few lines on standard error, or one JSON object, and the exit code. */
final class ErrorOutput implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        Shown shown = shown(failure);
        boolean json = parsed != null && wantsJson(parsed);
        print(shown, json, command.getErr());
        if (parsed != null && wantsStackTrace(parsed)) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return shown.status().code();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("secureconnect: " + Printable.lines(String.valueOf(failure.getMessage())));
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return ExitStatus.USAGE.code();
    }

    private record Shown(ExitStatus status, String code, String message, List<PolicyFault> faults) {}

    private static Shown shown(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof CommandFailure known) {
            return new Shown(known.status(), known.code(), message, known.faults());
        }
        if (failure instanceof InvalidPolicyException invalid) {
            return new Shown(
                    ExitStatus.INVALID_INPUT,
                    "INVALID_POLICY",
                    "the policy is inconsistent, nothing was changed",
                    invalid.faults());
        }
        if (failure instanceof SecureConnectException known) {
            return new Shown(ExitStatus.of(known.code()), known.code().name(), message, List.of());
        }
        return new Shown(
                ExitStatus.INTERNAL,
                "INTERNAL",
                failure + "; this is a fault of the program, please report it with what --debug prints",
                List.of());
    }

    private static void print(Shown shown, boolean json, PrintWriter err) {
        if (json) {
            err.println(Json.line(Json.object(
                    "error",
                    Json.object(
                            "code", shown.code(),
                            "exitCode", shown.status().code(),
                            "message", shown.message(),
                            "faults",
                                    shown.faults().stream()
                                            .map(fault -> Json.object(
                                                    "pointer", fault.pointer(),
                                                    "value", fault.value(),
                                                    "rule", fault.rule(),
                                                    "remedy", fault.remedy()))
                                            .collect(Collectors.toList())))));
            return;
        }
        err.println("secureconnect: " + Printable.lines(shown.message()));
        shown.faults().forEach(fault -> err.println("  " + Printable.of(fault.toString())));
    }

    private static boolean wantsJson(ParseResult parsed) {
        return last(parsed).hasMatchedOption("--json");
    }

    private static boolean wantsStackTrace(ParseResult parsed) {
        return parsed.commandSpec().root().userObject() instanceof SecureConnectCommand top && top.showsStackTraces();
    }

    private static ParseResult last(ParseResult parsed) {
        ParseResult deepest = parsed;
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
        }
        return deepest;
    }
}
