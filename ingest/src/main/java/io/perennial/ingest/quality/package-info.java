// SPDX-License-Identifier: Apache-2.0
/**
 * What data usually look like, day by day, and which days do not: pure, with a known rate of false
 * alarms.
 */
@NullMarked
package io.perennial.ingest.quality;

import org.jspecify.annotations.NullMarked;
