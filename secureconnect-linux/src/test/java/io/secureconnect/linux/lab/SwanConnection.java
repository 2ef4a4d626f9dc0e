package io.secureconnect.linux.lab;

import io.secureconnect.api.sa.IpAddress;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One connection of {@code swanctl.conf(5)} with one child of the same name: host to host in transport mode, IKEv2 unless
 * {@link #ikev1} says otherwise.
 *
 * @param name of connection and child
 * @param connection settings of the connection itself
 * @param local how this end proves itself
 * @param remote what is asked of the other end
 * @param child settings of the child
 * @param secret the pre-shared key; empty for none
 */
public record SwanConnection(
        String name,
        Map<String, String> connection,
        Map<String, String> local,
        Map<String, String> remote,
        Map<String, String> child,
        byte[] secret) {
    public SwanConnection {
        connection = Map.copyOf(connection);
        local = Map.copyOf(local);
        remote = Map.copyOf(remote);
        child = Map.copyOf(child);
        secret = secret.clone();
    }

    /** Between two addresses; says nothing yet of proposals and proofs. */
    public static SwanConnection between(String name, IpAddress local, IpAddress remote) {
        return new SwanConnection(
                name,
                Map.of("version", "2", "local_addrs", local.toString(), "remote_addrs", remote.toString()),
                Map.of(),
                Map.of(),
                Map.of("mode", "transport"),
                new byte[0]);
    }

    /** Takes initiators from any address, as a responder must whose peers are behind a NAT. */
    public SwanConnection fromAnywhere() {
        return with("remote_addrs", "%any");
    }

    /** By IKEv1, in main mode. */
    public SwanConnection ikev1() {
        return with("version", "1");
    }

    public boolean isIkev1() {
        return connection.get("version").equals("1");
    }

    /** A setting of the connection, such as {@code encap = yes}. */
    public SwanConnection with(String key, String value) {
        return new SwanConnection(name, plus(connection, key, value), local, remote, child, secret);
    }

    /** A setting of the child, such as {@code rekey_time = 5s}. */
    public SwanConnection withChild(String key, String value) {
        return new SwanConnection(name, connection, local, remote, plus(child, key, value), secret);
    }

    /** IKE and ESP proposals in strongSwan's keywords, which are ours too; several with commas between. */
    public SwanConnection proposals(String ike, String esp) {
        return with("proposals", ike).withChild("esp_proposals", esp);
    }

    /**
     * Both ends prove themselves by a secret.
     *
     * @param localId as in {@code keyid:a}, {@code fqdn:a} or an address
     */
    public SwanConnection preSharedKey(String localId, String remoteId, byte[] secret) {
        return new SwanConnection(
                name,
                connection,
                Map.of("auth", "psk", "id", localId),
                Map.of("auth", "psk", "id", remoteId),
                child,
                secret);
    }

    /** Both ends prove themselves by a secret, each with its address as identity, as main mode demands (RFC 2409 §5.4). */
    public SwanConnection preSharedKeyOfAddresses(byte[] secret) {
        return preSharedKey(connection.get("local_addrs"), connection.get("remote_addrs"), secret);
    }

    /**
     * Both ends prove themselves by certificate; this end with its subject as identity.
     *
     * @param own the name by which {@link StrongSwan#own} was given it
     * @param remoteId a distinguished name; {@code %any} for whoever has a certificate of a trusted CA
     */
    public SwanConnection certificate(String own, String remoteId) {
        return new SwanConnection(
                name,
                plus(connection, "send_cert", "always"),
                Map.of("auth", "pubkey", "certs", own + ".pem"),
                Map.of("auth", "pubkey", "id", '"' + remoteId + '"'),
                child,
                secret);
    }

    private static Map<String, String> plus(Map<String, String> settings, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return more;
    }

    /** The section of {@code swanctl.conf}, the secret in it. */
    String text() {
        String text = section(
                "connections",
                section(
                        name,
                        lines(connection)
                                + section("local", lines(local))
                                + section("remote", lines(remote))
                                + section("children", section(name, lines(child)))));
        return secret.length == 0
                ? text
                : text
                        + section(
                                "secrets",
                                section(
                                        "ike-" + name,
                                        "secret = 0x" + HexFormat.of().formatHex(secret) + "\n"));
    }

    private static String section(String name, String content) {
        return name + " {\n" + content + "}\n";
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return name + " " + connection + " " + child;
    }
}
