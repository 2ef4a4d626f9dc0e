package io.secureconnect.examples.agent;

import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.event.SecureConnectListener;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Printable;
import io.secureconnect.spi.TimeSource;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events as lines on standard output, as they happen. */
public final class EventLine implements SecureConnectListener {
    private final PrintWriter out;
    private final TimeSource time;
    private final boolean json;

    public EventLine(PrintWriter out, TimeSource time, boolean json) {
        this.out = out;
        this.time = time;
        this.json = json;
    }

    @Override
    public void on(SecureConnectEvent event) {
        Map<String, @Nullable Object> fields = Json.object(
                "time", time.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                "event", event.kind().name());
        describe(event, fields);
        out.println(json ? Json.line(fields) : words(fields));
        out.flush();
    }

    private static String words(Map<String, @Nullable Object> fields) {
        String details = fields.entrySet().stream()
                .skip(2)
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(" "));
        return Printable.of(String.format(Locale.ROOT, "%s %-15s %s", fields.get("time"), fields.get("event"), details))
                .stripTrailing();
    }

    private static void describe(SecureConnectEvent event, Map<String, @Nullable Object> fields) {
        switch (event.kind()) {
            case POLICY_APPLIED:
                SecureConnectEvent.PolicyApplied applied = (SecureConnectEvent.PolicyApplied) event;
                fields.put("version", applied.version());
                fields.put("written", applied.written());
                break;
            case PATH_PROTECTED:
                path(((SecureConnectEvent.PathProtected) event).path(), fields);
                break;
            case PATH_ENCRYPTED:
                path(((SecureConnectEvent.PathEncrypted) event).path(), fields);
                break;
            case PATH_RELEASED:
                path(((SecureConnectEvent.PathReleased) event).path(), fields);
                break;
            case SA_INSTALLED:
                sa(((SecureConnectEvent.SaInstalled) event).sa(), fields);
                break;
            case SA_REMOVED:
                sa(((SecureConnectEvent.SaRemoved) event).sa(), fields);
                break;
            case SA_EXPIRING:
                SecureConnectEvent.SaExpiring expiring = (SecureConnectEvent.SaExpiring) event;
                sa(expiring.sa(), fields);
                fields.put("hard", expiring.hard());
                break;
            case KEYS_NEEDED:
                path(((SecureConnectEvent.KeysNeeded) event).path(), fields);
                break;
            case CREDENTIAL_EXPIRING:
                SecureConnectEvent.CredentialExpiring credential = (SecureConnectEvent.CredentialExpiring) event;
                fields.put("credential", credential.credential());
                fields.put("end", credential.end().toString());
                break;
            case CONFLICT:
                SecureConnectEvent.Conflict conflict = (SecureConnectEvent.Conflict) event;
                path(conflict.path(), fields);
                fields.put("foreign", conflict.foreign());
                break;
            case RECONCILED:
                SecureConnectEvent.Reconciled reconciled = (SecureConnectEvent.Reconciled) event;
                fields.put("cause", reconciled.cause());
                fields.put("written", reconciled.written());
                break;
            case IKE_ESTABLISHED:
                SecureConnectEvent.IkeEstablished established = (SecureConnectEvent.IkeEstablished) event;
                path(established.path(), fields);
                fields.put("peer", established.peer());
                fields.put("initiator", established.initiator());
                break;
            case IKE_FAILED:
                SecureConnectEvent.IkeFailed failed = (SecureConnectEvent.IkeFailed) event;
                path(failed.path(), fields);
                fields.put("peer", failed.peer());
                fields.put("reason", failed.reason().name());
                fields.put("detail", failed.detail());
                break;
            case IKE_ENDED:
                SecureConnectEvent.IkeEnded ended = (SecureConnectEvent.IkeEnded) event;
                path(ended.path(), fields);
                fields.put("peer", ended.peer());
                break;
            case NATIVE_IKE_FAILED:
                SecureConnectEvent.NativeIkeFailed daemon = (SecureConnectEvent.NativeIkeFailed) event;
                path(daemon.path(), fields);
                fields.put("detail", daemon.detail());
                break;
            case PACKET_DROPPED:
                SecureConnectEvent.PacketDropped dropped = (SecureConnectEvent.PacketDropped) event;
                path(dropped.path(), fields);
                dropped.spi().ifPresent(spi -> fields.put("spi", spi.toString()));
                fields.put("detail", dropped.detail());
                break;
            case FAULT:
                SecureConnectEvent.Fault fault = (SecureConnectEvent.Fault) event;
                fields.put("code", fault.code().name());
                fields.put("message", fault.message());
                break;
        }
    }

    private static void path(HostPair path, Map<String, @Nullable Object> fields) {
        fields.put("local", path.local().toString());
        fields.put("remote", path.remote().toString());
    }

    private static void sa(SaId id, Map<String, @Nullable Object> fields) {
        path(id.path(), fields);
        fields.put("direction", id.direction().name());
        fields.put("spi", id.spi().toString());
    }
}
