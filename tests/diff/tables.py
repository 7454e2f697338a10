"""Own tables that change the newest revision in every way a table can: what each is for, and its text."""

HEAD = """
extends: openai@2026-11-12
table: mine
revision: "2026-11-13"
title: A gateway of my own
sources:
  own: {title: Own handbook, url: "https://example.com/handbook", date: "2026-11-13"}
"""

TABLES = {
    "numbers": """
families:
  gpt-image:
    parameters:
      prompt: {length: {min: 2, max: 1000}, source: own}
      output_compression: {range: {min: 5, max: 120}, source: own}
      partial_images: {range: {max: 5}, source: own}
      frame_count: {range: {min: 1, max: 15}, source: own}
operations:
  generate:
    parameters:
      n: {range: {min: 1, max: 4}, source: own}
""",
    "sets": """
removes:
  - /families/gpt-image/parameters/quality/one_of/instead
  - /families/gpt-image-2.5/parameters/quality
  - /families/gpt-image-2.6/parameters/quality
families:
  gpt-image:
    parameters:
      quality: {one_of: {values: [auto, low, ultra], source: own}}
      size: {sizes: {values: [auto, 1024x1024, 512x512], source: own}}
      moderation: {one_of: {values: {add: [strict], remove: [low]}, source: own}}
""",
    "sizes": """
models:
  gpt-image-2:
    parameters:
      size:
        resolution:
          words: [auto]
          step: {of: 8}
          ratio: {max: 2}
          edge: {max: 4096}
          pixels: {min: 500000, max: 9000000}
          experimental: {above: 4000000}
          source: own
  gpt-image-1:
    parameters:
      size: {resolution: {words: [auto], step: {of: 64}, edge: {max: 2048}}, source: own}
""",
    "nested": """
operations:
  generate:
    parameters:
      svg:
        source: own
        fields:
          model: {required: false, length: {min: 1, max: 20}}
          reasoning:
            nullable: false
            fields:
              effort: {one_of: {values: [low, high, turbo]}}
              budget: {type: integer, range: {min: 1, max: 9}}
  edit-json:
    parameters:
      images: {source: own, count: {min: 2, max: 20}, items: {fields: {file_id: {length: {min: 3}}}}}
""",
    "presence": """
operations:
  generate:
    parameters:
      seed: {type: integer, required: true, source: own, summary: A seed.}
      user: {nullable: true, source: own}
  edit:
    parameters:
      prompt: {required: false, source: own}
      image: {source: own, nullable: true}
families:
  gpt-image:
    operations:
      generate:
        takes: {add: [seed], remove: [svg, stream]}
""",
    "interactions": """
families:
  gpt-image:
    source: own
    interactions:
      - when: {background: transparent}
        needs: {output_format: [png]}
      - when: {stream: true}
        needs: {n: {max: 2}}
      - when: {complexity: high}
        excludes: quality
    operations:
      edit:
        interactions: []
""",
    "models": """
removes:
  - /models/dall-e-3
  - /operations/variation
  - /models/dall-e-2/operations/variation
  - /models/gpt-image-2.6-flare
  - /models/gpt-image-1/shutdown
  - /models/gpt-image-1/replacement
  - /models/gpt-image-1/lifecycle_source
operations:
  generate:
    default_model: {model: gpt-image-2, source: own}
  edit:
    default_model: {model: gpt-image-2.6-sunburst, source: own}
models:
  house-1: {family: gpt-image, source: own, without: [edit]}
  gpt-image-2: {shutdown: "2026-11-01", lifecycle_source: own}
""",
    "severity": """
removes:
  - /models/gpt-image-2/parameters/background/refused
families:
  gpt-image-2.6:
    parameters:
      size:
        resolution: {words: [auto], step: {of: 16}, ratio: {max: 3}, edge: {max: 3840}, pixels: {min: 655360, max: 8294400}}
        source: own
  gpt-image:
    source: own
    parameters:
      output_format: {preview: {values: [gif], severity: error, reason: the gateway has none}}
      user: {discouraged: {basis: observed, reason: not wanted}}
models:
  gpt-image-2:
    parameters:
      background: {preview: {values: [transparent], severity: warning, reason: our account is served, source: own}}
""",
}
