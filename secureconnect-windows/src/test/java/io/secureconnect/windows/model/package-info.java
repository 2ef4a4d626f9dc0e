/**
 * A model of one Windows machine: its filter engine with sessions, transactions and arbitration, and what its IPsec callouts do
 * to packets. What Microsoft documents it does; what is not documented it does in the way that is worst for us, or in both ways.
 * It is rung V4 of the proof: it shows that an order of calls leaks nothing, not that Windows behaves as modelled.
 */
@NullMarked
package io.secureconnect.windows.model;

import org.jspecify.annotations.NullMarked;
