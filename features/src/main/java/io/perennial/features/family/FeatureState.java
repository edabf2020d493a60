// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

/** What is kept of one customer by all families. Not safe for use by many threads. */
public final class FeatureState {

  private final FamilyPlace.Part<?>[] parts;
  private final ToldRow told;

  FeatureState(FamilyPlace.Part<?>[] parts, ToldRow told) {
    this.parts = parts;
    this.told = told;
  }

  FamilyPlace.Part<?>[] parts() {
    return parts;
  }

  ToldRow told() {
    return told;
  }
}
