/**
 * How octets are read and written: fields in their order, lengths as scopes that open and close. Nothing here knows a version
 * of IKE.
 */
@NullMarked
package io.secureconnect.core.ike.wire;

import org.jspecify.annotations.NullMarked;
