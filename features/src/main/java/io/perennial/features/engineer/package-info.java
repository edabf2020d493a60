// SPDX-License-Identifier: Apache-2.0
/** Features that nobody thought of: declarations made of templates, and what of them tells. */
@NullMarked
package io.perennial.features.engineer;

import org.jspecify.annotations.NullMarked;
