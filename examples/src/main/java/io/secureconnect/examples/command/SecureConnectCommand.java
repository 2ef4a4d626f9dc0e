package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Palette;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code secureconnect}: all commands, and what they have in common. */
@Command(
        name = "secureconnect",
        description =
                "Encrypts what the hosts of a fleet say to each other, by policy, with the IPsec of their kernels.",
        mixinStandardHelpOptions = true,
        versionProvider = SecureConnectCommand.Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        usageHelpAutoWidth = true)
public final class SecureConnectCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log to standard error; twice for more.")
    private boolean[] verbose = {};

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces of failures.")
    private boolean debug;

    private SecureConnectCommand() {}

    /** The command line, ready to execute. */
    public static CommandLine create(Surroundings surroundings) {
        CommandLine line = new CommandLine(new SecureConnectCommand());
        line.addSubcommand(new QuickstartCommand(surroundings));
        line.addSubcommand(new ResolveCommand(surroundings));
        line.addSubcommand(new ExplainCommand(surroundings));
        line.addSubcommand(new DiffCommand(surroundings));
        line.addSubcommand(new SchemaCommand(surroundings));
        line.addSubcommand(new MtuCommand(surroundings));
        line.addSubcommand(KeysCommand.create(surroundings));
        line.addSubcommand(PskCommand.create(surroundings));
        line.addSubcommand(new AgentCommand(surroundings));
        line.addSubcommand(new StatusCommand(surroundings));
        line.addSubcommand(new SuspendCommand(surroundings));
        line.addSubcommand(new ResumeCommand(surroundings));
        line.addSubcommand(new DoctorCommand(surroundings));
        Map<String, String> exitCodes = new LinkedHashMap<>();
        Arrays.stream(ExitStatus.values()).forEach(s -> exitCodes.put(" " + s.code(), s.meaning()));
        line.getCommandSpec().usageMessage().exitCodeList(exitCodes);
        ErrorOutput errors = new ErrorOutput();
        boolean color = surroundings.palette() == Palette.COLOR;
        return line.setOut(new PrintWriter(new OutputStreamWriter(surroundings.output(), StandardCharsets.UTF_8)))
                .setColorScheme(Help.defaultColorScheme(color ? Help.Ansi.ON : Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setExecutionStrategy(parsed -> {
                    ((SecureConnectCommand) parsed.commandSpec().userObject()).chooseLogLevel();
                    return new RunLast().execute(parsed);
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    boolean showsStackTraces() {
        return debug;
    }

    /** Has an effect only before the first logger is made. */
    private void chooseLogLevel() {
        String level = verbose.length == 0 ? "warn" : verbose.length == 1 ? "info" : "debug";
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level);
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    }

    /** The version in the manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = SecureConnectCommand.class.getPackage().getImplementationVersion();
            return new String[] {"secureconnect " + (version == null ? "(not packaged)" : version)};
        }
    }
}
