// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import static io.perennial.identity.model.SimulatedPairs.levels;

import io.perennial.identity.AttributeKind;
import java.util.List;

/** Things as the tests simulate them. */
final class Things {

  private Things() {}

  /** Products, of which those of a series are alike in all they say. */
  static SimulatedPairs products() {
    SimulatedPairs pairs =
        new SimulatedPairs(
            List.of(
                levels("title", AttributeKind.TEXT, false, .03, .07, .1, .2, .3, .3),
                levels("maker", AttributeKind.ORGANISATION, false, .1, .1, .8),
                levels("price", AttributeKind.NUMBER, false, .3, .2, .5),
                levels("year", AttributeKind.YEAR, false, .1, .1, .8)));
    pairs
        .match
        .with("title", .05, .10, .20, .25, .20, .20)
        .with("maker", .10, .10, .80)
        .with("price", .30, .30, .40)
        .with("year", .05, .10, .85);
    pairs
        .other
        .with("title", .97, .02, .008, .0015, .0004, .0001)
        .with("maker", .95, .02, .03)
        .with("price", .80, .15, .05)
        .with("year", .85, .10, .05);
    pairs
        .household
        .with("title", .10, .30, .30, .20, .08, .02)
        .with("maker", .02, .03, .95)
        .with("price", .40, .35, .25)
        .with("year", .50, .25, .25);
    return pairs.missing(.05);
  }
}
