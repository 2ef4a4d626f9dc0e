package io.secureconnect.examples.agent;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions.ControllerKeys;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.examples.file.DirectoryKeyChannel;
import io.secureconnect.examples.file.IdentityFile;
import io.secureconnect.examples.file.PrivateFiles;
import io.secureconnect.spi.KeyJournal;

/** Controller keying of one host, out of files. */
final class HostKeys implements AutoCloseable {
    private final DirectoryKeyChannel channel;
    private final SealingKeyPair own;
    private final SealingPublicKey distributor;
    private final KeyJournal journal;

    private HostKeys(
            DirectoryKeyChannel channel, SealingKeyPair own, SealingPublicKey distributor, KeyJournal journal) {
        this.channel = channel;
        this.own = own;
        this.distributor = distributor;
        this.journal = journal;
    }

    /** Opens the files; {@code wake} is called when reports wait to be flushed. */
    static HostKeys open(AgentOptions.Keys files, AgentOptions options, Runnable wake) {
        SealingPublicKey distributor = IdentityFile.readPublic(PrivateFiles.requireTrusted(files.distributor()));
        DirectoryKeyChannel channel = new DirectoryKeyChannel(files.directory(), options.workload(), wake);
        SealingKeyPair own = IdentityFile.read(files.identity());
        try {
            return new HostKeys(
                    channel,
                    own,
                    distributor,
                    SecureConnect.keyJournal(options.state().resolve("used-keys")));
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    ControllerKeys forEngine() {
        return new ControllerKeys(channel, own, distributor, journal);
    }

    /** Hands over what is new; tells how many instructions that were. */
    int poll() {
        return channel.poll();
    }

    /** Writes what was reported. */
    void flush() {
        channel.flush();
    }

    /** Hands over everything once more at the next poll. */
    void repeat() {
        channel.repeat();
    }

    /** Wipes the private key. */
    @Override
    public void close() {
        own.close();
        journal.close();
    }
}
