/** The JSON formats of policies and plans: reading with every fault named, writing with stable octets, the schema. */
@NullMarked
package io.secureconnect.core.json;

import org.jspecify.annotations.NullMarked;
