package io.secureconnect.examples.quickstart;

import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.testkit.kernel.IpPacket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Packets between the two hosts, and what becomes of them. */
final class Traffic {
    private static final String QUESTION = "SELECT price FROM shop";
    private static final int SPI_AND_SEQUENCE = 8;
    private static final int IV = 8;

    private final Story story;
    private final MemoryHost web;
    private final MemoryHost db;
    private final Deque<IpPacket> onTheWay = new ArrayDeque<>();
    private int sent;
    private int arrived;

    Traffic(Story story, MemoryHost web, MemoryHost db) {
        this.story = story;
        this.web = web;
        this.db = db;
    }

    /** A clear packet is not accepted at either end, and none leaves. */
    void nothingPassesInClear() {
        IpPacket toDb = Packets.text(web.address(), db.address(), 1, QUESTION);
        IpPacket toWeb = Packets.text(db.address(), web.address(), 1, QUESTION);
        story.claim(
                !web.kernel().sendsInClear(toDb) && !db.kernel().sendsInClear(toWeb),
                "no clear packet leaves either host");
        story.claim(
                db.kernel().receive(toDb).isEmpty()
                        && web.kernel().receive(toWeb).isEmpty(),
                "a clear packet that comes in is dropped by either host");
    }

    /** One packet leaves as ESP and is opened at the other end. */
    void onePacketInEsp() {
        IpPacket clear = Packets.text(web.address(), db.address(), 1, QUESTION);
        IpPacket wire = web.kernel().send(clear).orElse(clear);
        story.fact("sent         " + clear + ": \"" + clear.text() + "\"");
        story.fact("on the wire  " + wire);
        story.fact("  SPI and sequence number  " + Packets.hex(wire, 0, SPI_AND_SEQUENCE));
        story.fact("  IV                       " + Packets.hex(wire, SPI_AND_SEQUENCE, SPI_AND_SEQUENCE + IV));
        story.fact("  encrypted, begins with   " + Packets.hex(wire, SPI_AND_SEQUENCE + IV, SPI_AND_SEQUENCE + 2 * IV));
        story.claim(wire.isEsp(), "it is ESP, " + (wire.length() - clear.length()) + " octets longer");
        Optional<IpPacket> opened = db.kernel().receive(wire);
        story.claim(
                opened.equals(Optional.of(clear)),
                "the other host opens it: \"" + opened.map(IpPacket::text).orElse("") + "\"");
        story.claim(db.kernel().receive(wire).isEmpty(), "the same packet a second time is a replay and dropped");
    }

    /** Nothing passes to a host with which no encryption is possible. */
    void nothingPassesTo(IpAddress unfit, Explanation why) {
        IpPacket out = Packets.text(web.address(), unfit, 1, QUESTION);
        IpPacket in = Packets.text(unfit, web.address(), 1, QUESTION);
        String reason = why.association()
                .flatMap(PeerAssociation::reason)
                .map(Enum::name)
                .orElse("no reason");
        story.claim(
                web.kernel().send(out).isEmpty() && web.kernel().receive(in).isEmpty(),
                "between " + why.a() + " and " + why.b() + " nothing passes: " + reason);
        why.choices()
                .forEach(choice -> story.fact("     " + choice.topic() + ": " + choice.chosen() + "; " + choice.why()));
    }

    /** Keys change under a flow: before and after every step a packet leaves on either side, and arrives a step later. */
    void rotation(MemoryFleet fleet) {
        Spi before = outbound();
        fleet.rotate(step -> exchange(), this::told);
        deliver();
        Spi after = outbound();
        story.claim(
                fleet.isKeyed() && !before.equals(after), "web1 sends by SPI " + after + ", no longer by " + before);
        story.claim(sent == arrived, arrived + " of " + sent + " packets arrived");
        story.claim(
                web.path(db.workload()).sas().size() == 2, "the old keys are gone: one SA for each direction is left");
    }

    private void told(SealedInstruction step) {
        story.fact(step.workload() + " has done " + step.phase());
        exchange();
    }

    private void exchange() {
        deliver();
        send(web, db);
        send(db, web);
    }

    private void send(MemoryHost from, MemoryHost to) {
        sent++;
        from.kernel()
                .send(Packets.text(from.address(), to.address(), sent, "packet " + sent))
                .ifPresent(onTheWay::add);
    }

    private void deliver() {
        while (!onTheWay.isEmpty()) {
            IpPacket wire = onTheWay.remove();
            MemoryHost to = wire.destination().equals(db.address()) ? db : web;
            if (wire.isEsp() && to.kernel().receive(wire).isPresent()) {
                arrived++;
            }
        }
    }

    private Spi outbound() {
        return web.path(db.workload()).sas().stream()
                .filter(sa -> sa.id().direction() == Direction.OUTBOUND)
                .reduce((older, newer) -> newer)
                .map(InstalledSa::id)
                .orElseThrow()
                .spi();
    }
}
