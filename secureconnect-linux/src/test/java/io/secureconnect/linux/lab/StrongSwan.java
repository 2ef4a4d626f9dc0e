package io.secureconnect.linux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A foreign IKE daemon on one host of a scenario: strongSwan's {@code charon-systemd} as a plain process, driven by {@code
 * swanctl}. Configuration, credentials and control socket are in a folder of its own, so that each namespace may have one.
 * Its log is among what a failed scenario prints; it holds no key.
 *
 * <p>Ends with its namespace, or by {@link #stop} or {@link #kill}.
 */
public final class StrongSwan {
    private static final String PLUGINS =
            "random nonce openssl chapoly kdf pem pkcs1 pkcs8 x509 revocation constraints pubkey";
    /** Where {@code swanctl --load-all} looks for credentials. */
    private static final List<String> FOLDERS = List.of(
            "conf.d",
            "ecdsa",
            "bliss",
            "pkcs12",
            "pkcs8",
            "private",
            "pubkey",
            "rsa",
            "x509",
            "x509aa",
            "x509ac",
            "x509ca",
            "x509crl",
            "x509ocsp");

    private final Path folder;
    private final RunningProcess charon;

    private StrongSwan(Path folder, RunningProcess charon) {
        this.folder = folder;
        this.charon = charon;
    }

    /**
     * Starts the daemon, without a connection yet.
     *
     * @param settings lines for the daemon's section of {@code strongswan.conf(5)}, such as {@code retransmit_tries = 1}
     */
    public static StrongSwan start(NetworkNamespace namespace, String... settings) {
        try {
            Path folder = Files.createTempDirectory("strongswan-" + namespace);
            for (String name : FOLDERS) {
                Files.createDirectory(folder.resolve(name));
            }
            Files.writeString(folder.resolve("strongswan.conf"), daemonConfiguration(folder, settings));
            RunningProcess charon =
                    namespace.start("env", "STRONGSWAN_CONF=" + folder.resolve("strongswan.conf"), "charon-systemd");
            StrongSwan strongSwan = new StrongSwan(folder, charon);
            charon.awaitOutput("spawning ");
            Await.until("strongSwan's control socket", () -> Files.exists(folder.resolve("vici")));
            return strongSwan;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String daemonConfiguration(Path folder, String... settings) {
        return """
                charon-systemd {
                  load = %s kernel-netlink socket-default vici
                  threads = 8
                  plugins { vici { socket = unix://%s } }
                  journal { default = -1 }
                  filelog {
                    log {
                      path = /dev/stdout
                      default = 1
                      flush_line = yes
                      time_format = %%H:%%M:%%S
                      time_add_ms = yes
                    }
                  }
                  %s
                }
                swanctl { load = %s }
                """.formatted(PLUGINS, folder.resolve("vici"), String.join("\n  ", settings), PLUGINS);
    }

    /** Loads connections and all credentials; what was loaded before and is not among them is forgotten. */
    public StrongSwan load(SwanConnection... connections) {
        StringBuilder text = new StringBuilder();
        for (SwanConnection connection : connections) {
            text.append(connection.text());
        }
        write("swanctl.conf", text.toString());
        Command.Result result = swanctl("--load-all", "--clear").orThrow();
        if (Stream.of(result.output(), result.errors()).anyMatch(said -> said.contains("failed"))) {
            throw new AssertionError("swanctl could not load\n" + text + result.output() + result.errors());
        }
        return this;
    }

    /** Puts a credential where the next {@link #load} finds it. */
    StrongSwan write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A CA whose certificates are believed.
     *
     * @param pem the certificate
     */
    public StrongSwan trust(String name, String pem) {
        return write("x509ca/" + name + ".pem", pem);
    }

    /** A certificate of somebody else that is known but not believed by itself, such as that of an intermediate CA. */
    public StrongSwan know(String name, String pem) {
        return write("x509/" + name + ".pem", pem);
    }

    /** Own certificate and private key in PEM, the key in PKCS#8. {@link SwanConnection#certificate} names them. */
    public StrongSwan own(String name, String certificate, String privateKey) {
        return write("x509/" + name + ".pem", certificate).write("private/" + name + ".pem", privateKey);
    }

    /** Begins IKE, or makes a child, and waits for its end. */
    public Command.Result initiate(String child) {
        return swanctl("--initiate", "--child", child, "--timeout", "30");
    }

    /** Begins IKE, or makes a child, and goes on if that has not come to an end within a second. */
    public void begin(String child) {
        swanctl("--initiate", "--child", child, "--timeout", "1");
    }

    public void rekeyChild(String child) {
        swanctl("--rekey", "--child", child).orThrow();
    }

    /** Replaces the keys of IKE itself. */
    public void rekeyIke(String connection) {
        swanctl("--rekey", "--ike", connection).orThrow();
    }

    /** Sends a DELETE for the child and waits until it is gone. */
    public void deleteChild(String child) {
        swanctl("--terminate", "--child", child).orThrow();
    }

    /** Sends a DELETE for the IKE SA, which takes its children along, and waits until it is gone. */
    public void deleteIke(String connection) {
        swanctl("--terminate", "--ike", connection).orThrow();
    }

    /** What it says of all its SAs now. */
    public SwanSas sas() {
        return SwanSas.parse(swanctl("--list-sas").orThrow().output());
    }

    /** Waits until its log has {@code text}. */
    public void awaitLog(String text) {
        charon.awaitOutput(text);
    }

    /** All it has logged so far. */
    public String log() {
        return charon.output();
    }

    /** Ends it in order: it sends a DELETE to every peer. */
    public void stop() {
        charon.signal("TERM");
        charon.awaitExit(Duration.ofSeconds(60));
    }

    /** Ends it as a crash would; its SAs and policies stay in the kernel. */
    public void kill() {
        charon.kill();
    }

    private Command.Result swanctl(String... arguments) {
        List<String> argv = Stream.concat(
                        Stream.of("swanctl"),
                        Stream.concat(
                                Stream.of(arguments).limit(1),
                                Stream.concat(
                                        Stream.of("--uri", "unix://" + folder.resolve("vici")),
                                        Stream.of(arguments).skip(1))))
                .toList();
        return new Command(
                        argv,
                        "",
                        List.of("SWANCTL_DIR=" + folder, "STRONGSWAN_CONF=" + folder.resolve("strongswan.conf")),
                        Duration.ofSeconds(60))
                .run();
    }
}
