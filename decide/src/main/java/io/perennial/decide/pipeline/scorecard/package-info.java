// SPDX-License-Identifier: Apache-2.0

/**
 * How the company does, and its tiers, segments, channels and actions: a figure a row; which
 * channels and campaigns purchases are credited to; whether decisions helped.
 */
@NullMarked
package io.perennial.decide.pipeline.scorecard;

import org.jspecify.annotations.NullMarked;
