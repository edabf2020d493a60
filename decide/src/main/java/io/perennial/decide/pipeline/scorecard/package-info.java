// SPDX-License-Identifier: Apache-2.0

/**
 * How the company does, and its tiers, segments, channels and actions, what purchases are credited
 * to, and whether decisions helped.
 */
@NullMarked
package io.perennial.decide.pipeline.scorecard;

import org.jspecify.annotations.NullMarked;
