package io.secureconnect.windows.audit;

import io.secureconnect.windows.audit.jna.Advapi32;
import io.secureconnect.windows.audit.jna.Wevtapi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit events of IPsec in the Security log of this Windows. Thread-safe.
 *
 * <pre>{@code
 * WindowsAudit audit = WindowsAudit.ofThisHost();
 * audit.off().forEach(subcategory -> log.info("{} is not audited", subcategory.title()));
 * try (EventLog.Watch watch = audit.watch(AuditSubcategory.ofIpsec(), record -> log.info("{}", record))) { ... }
 * }</pre>
 *
 * <p>Reading needs the rights of an administrator or of the group Event Log Readers; else {@code PERMISSION_DENIED}. Reading the
 * policy needs those of an administrator.
 */
public final class WindowsAudit {
    private static final Logger LOG = LoggerFactory.getLogger(WindowsAudit.class);

    private final EventLog log;
    private final AuditPolicy policy;

    public WindowsAudit(EventLog log, AuditPolicy policy) {
        this.log = log;
        this.policy = policy;
    }

    /** That of this Windows. Nothing is loaded before the first call; elsewhere that fails with {@code CAPABILITY_MISSING}. */
    public static WindowsAudit ofThisHost() {
        return new WindowsAudit(new Wevtapi(), new Advapi32());
    }

    /** How each subcategory is set. */
    public Map<AuditSubcategory, AuditSetting> settings() {
        return policy.settings(Arrays.asList(AuditSubcategory.values()));
    }

    /** Subcategories of which nothing is noted, so that their events are not to be seen. Switching them on is up to the administrator. */
    public List<AuditSubcategory> off() {
        Map<AuditSubcategory, AuditSetting> settings = settings();
        return Arrays.stream(AuditSubcategory.values())
                .filter(subcategory -> !settings.containsKey(subcategory)
                        || settings.get(subcategory).isOff())
                .toList();
    }

    /** The newest events of these subcategories, the newest first; those that cannot be read are logged and left out. */
    public List<AuditRecord> newest(Collection<AuditSubcategory> subcategories, int most) {
        if (most < 1) {
            throw new IllegalArgumentException(most + " events cannot be read; ask for one or more");
        }
        List<AuditRecord> records = new ArrayList<>();
        for (String xml : log.newest(AuditQuery.of(subcategories, OptionalLong.empty()), most)) {
            read(xml, records::add);
        }
        return List.copyOf(records);
    }

    /** Tells of events of these subcategories from now on, until what is returned is closed. */
    public EventLog.Watch watch(Collection<AuditSubcategory> subcategories, AuditListener listener) {
        return watch(AuditQuery.of(subcategories, OptionalLong.empty()), false, listener);
    }

    /**
     * The same, beginning with those in the log that are later than a record: to go on where an earlier watch ended.
     *
     * @param recordId {@link AuditRecord#recordId} of the last one that was seen
     */
    public EventLog.Watch watchAfter(
            long recordId, Collection<AuditSubcategory> subcategories, AuditListener listener) {
        return watch(AuditQuery.of(subcategories, OptionalLong.of(recordId)), true, listener);
    }

    private EventLog.Watch watch(String query, boolean past, AuditListener listener) {
        return log.watch(query, past, xml -> read(xml, listener), listener::onLoss);
    }

    private static void read(String xml, AuditListener listener) {
        try {
            listener.on(EventXml.read(xml));
        } catch (UnreadableEventException e) {
            LOG.warn("an event of the Security log is left out: {}", e.getMessage());
        }
    }
}
