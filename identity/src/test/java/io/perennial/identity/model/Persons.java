// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import static io.perennial.identity.model.SimulatedPairs.levels;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;
import java.util.List;

/** Persons as the tests simulate them; the truth is off from what kinds take for granted. */
final class Persons {

  static final Levels GIVEN = levels("given_name", AttributeKind.GIVEN_NAME, false, .1, .2, .7);
  static final Levels FAMILY = levels("family_name", AttributeKind.FAMILY_NAME, true, .1, .1, .8);
  static final Levels BORN = levels("birth_date", AttributeKind.BIRTH_DATE, false, .05, .1, .85);
  static final Levels POSTCODE = levels("postcode", AttributeKind.POSTCODE, true, .2, .1, .7);
  static final Levels PLACE = levels("place", AttributeKind.PLACE, true, .2, .1, .7);
  static final Levels EMAIL = levels("email", AttributeKind.EMAIL, false, .3, .1, .6);

  private Persons() {}

  /** All attributes by themselves. */
  static SimulatedPairs independent() {
    SimulatedPairs pairs = new SimulatedPairs(List.of(GIVEN, FAMILY, BORN, POSTCODE, PLACE, EMAIL));
    pairs
        .match
        .with("given_name", .06, .14, .80)
        .with("family_name", .08, .07, .85)
        .with("birth_date", .03, .07, .90)
        .with("postcode", .25, .05, .70)
        .with("place", .15, .05, .80)
        .with("email", .35, .05, .60);
    pairs
        .other
        .with("given_name", .975, .015, .01)
        .with("family_name", .985, .01, .005)
        .with("birth_date", .998, .00195, .00005)
        .with("postcode", .99, .008, .002)
        .with("place", .93, .02, .05)
        .with("email", .999989, .00001, .000001);
    return pairs.blocking("family_name", "birth_date", "email", "postcode").missing(.02);
  }

  /** A postcode is in one place, so that who agrees on it agrees on the place. */
  static SimulatedPairs dependentOthers() {
    SimulatedPairs pairs = independent();
    pairs.other.with(
        "place",
        "postcode",
        new double[] {.945, .015, .04},
        new double[] {.30, .20, .50},
        new double[] {.01, .01, .98});
    return pairs;
  }

  /** Who moves changes postcode and place together; and strangers' postcodes are in one place. */
  static SimulatedPairs movers() {
    SimulatedPairs pairs = dependentOthers();
    pairs.match.with(
        "place",
        "postcode",
        new double[] {.70, .05, .25},
        new double[] {.10, .15, .75},
        new double[] {.01, .02, .97});
    return pairs;
  }

  /** Persons of one household share family name, postcode and place. */
  static SimulatedPairs households() {
    SimulatedPairs pairs = dependentOthers();
    pairs
        .household
        .with("given_name", .975, .015, .01)
        .with("family_name", .15, .05, .80)
        .with("birth_date", .998, .00195, .00005)
        .with("postcode", .02, .02, .96)
        .with("place", .02, .02, .96)
        .with("email", .999989, .00001, .000001);
    return pairs;
  }

  /** Only a name and a place are known, and matches differ in them more than is usual. */
  static SimulatedPairs knownByName() {
    SimulatedPairs pairs = new SimulatedPairs(List.of(GIVEN, FAMILY, PLACE));
    pairs
        .match
        .with("given_name", .40, .20, .40)
        .with("family_name", .15, .15, .70)
        .with("place", .50, .10, .40);
    pairs
        .other
        .with("given_name", .975, .015, .01)
        .with("family_name", .985, .01, .005)
        .with("place", .93, .02, .05);
    return pairs.blocking("family_name").missing(.1);
  }
}
