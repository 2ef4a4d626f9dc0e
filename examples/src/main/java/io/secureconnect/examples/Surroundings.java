package io.secureconnect.examples;

import io.secureconnect.examples.console.Palette;
import io.secureconnect.examples.console.StandardOutput;
import io.secureconnect.spi.RandomSource;

/**
 * What commands take from outside, so that tests can give them something else.
 *
 * @param clock time and signals
 * @param random where keys come from
 * @param palette whether there are colours
 * @param output standard output, UTF-8
 */
public record Surroundings(ProcessClock clock, RandomSource random, Palette palette, StandardOutput output) {}
