package io.secureconnect.core.psk;

import io.secureconnect.api.auth.SecretBytes;

/** The organization's key of one epoch, of which the holder owns a copy. */
record EpochKey(int epoch, SecretBytes secret) {}
