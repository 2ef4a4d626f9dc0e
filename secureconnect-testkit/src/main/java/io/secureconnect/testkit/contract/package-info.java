/** What every backend must do, as tests that its author inherits. */
@NullMarked
package io.secureconnect.testkit.contract;

import org.jspecify.annotations.NullMarked;
