// SPDX-License-Identifier: Apache-2.0
/**
 * Events and links to features: the step that reads and writes tables, and histories for models.
 */
@NullMarked
package io.perennial.features.pipeline;

import org.jspecify.annotations.NullMarked;
